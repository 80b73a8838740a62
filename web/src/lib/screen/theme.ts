import type { ITheme } from '@xterm/xterm';

const ANSI_DARK: ITheme = {
  black: '#1a2220',
  red: '#f07a72',
  green: '#45c486',
  yellow: '#e3b45f',
  blue: '#6fb3f2',
  magenta: '#c397d8',
  cyan: '#45c4b0',
  white: '#dde6e2',
  brightBlack: '#93a49d',
  brightRed: '#f59a94',
  brightGreen: '#6fd6a3',
  brightYellow: '#efc987',
  brightBlue: '#97c9f7',
  brightMagenta: '#d6b5e5',
  brightCyan: '#72d6c6',
  brightWhite: '#ffffff',
};

const ANSI_LIGHT: ITheme = {
  black: '#16201b',
  red: '#c0362c',
  green: '#14784a',
  yellow: '#8a5d00',
  blue: '#1668b5',
  magenta: '#7b3aa6',
  cyan: '#0b7a6c',
  white: '#586660',
  brightBlack: '#586660',
  brightRed: '#d1473d',
  brightGreen: '#1b8f5a',
  brightYellow: '#a06d00',
  brightBlue: '#2079c9',
  brightMagenta: '#8f4cbb',
  brightCyan: '#0d8c7d',
  brightWhite: '#16201b',
};

/** The terminal draws its own colours, so it is told the tokens that stand on the page now. */
export function screenTheme(): ITheme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const isLight = document.documentElement.dataset.theme === 'light';
  return {
    ...(isLight ? ANSI_LIGHT : ANSI_DARK),
    background: token('--surface-0'),
    foreground: token('--text'),
    cursor: token('--accent'),
    cursorAccent: token('--surface-0'),
    scrollbarSliderBackground: `${token('--surface-3')}cc`,
    scrollbarSliderHoverBackground: token('--surface-3'),
    scrollbarSliderActiveBackground: token('--text-2'),
    selectionBackground: isLight ? '#14784a33' : '#45c48644',
  };
}
