/** What a template shows, and what of it a person changes first. */
export interface TemplateCase {
  id: string;
  port: number;
  /** Of the page at `/` before any change. */
  page: string;
  /** The address at which the changed file is seen. */
  seenAt: string;
  file: string;
  heading: string;
  /** Made by the build. */
  output?: string;
}

export const TEMPLATES: TemplateCase[] = [
  {
    id: 'vite-react-ts',
    port: 5173,
    page: '<div id="root">',
    seenAt: '/src/App.tsx',
    file: 'src/App.tsx',
    heading: 'Hello, React',
    output: 'dist/index.html',
  },
  {
    id: 'vanilla-js',
    port: 3000,
    page: 'Hello, web',
    seenAt: '/',
    file: 'index.html',
    heading: 'Hello, web',
  },
  {
    id: 'python-flask',
    port: 5000,
    page: 'Hello, Flask',
    seenAt: '/',
    file: 'templates/index.html',
    heading: 'Hello, Flask',
  },
  {
    id: 'java',
    port: 8000,
    page: 'Hello, Java',
    seenAt: '/',
    file: 'src/main/resources/public/index.html',
    heading: 'Hello, Java',
    output: 'build/app.jar',
  },
];
