/** Follows the system's colour scheme; dark where it states none. */
export function followSystemTheme(): void {
  const light = window.matchMedia('(prefers-color-scheme: light)');
  const apply = () => {
    document.documentElement.dataset.theme = light.matches ? 'light' : 'dark';
  };
  light.addEventListener('change', apply);
  apply();
}
