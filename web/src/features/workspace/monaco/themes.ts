import type { editor } from 'monaco-editor/editor';
import type { Monaco } from './monaco';

type Rule = editor.ITokenThemeRule;

const rules = (keyword: string, string: string, name: string, type: string, quiet: string): Rule[] => [
  { token: 'keyword', foreground: keyword },
  { token: 'string', foreground: string },
  { token: 'string.key.json', foreground: name },
  { token: 'string.value.json', foreground: string },
  { token: 'keyword.json', foreground: keyword },
  { token: 'string.html', foreground: string },
  { token: 'number', foreground: type },
  { token: 'type', foreground: type },
  { token: 'tag', foreground: type },
  { token: 'attribute.name', foreground: name },
  { token: 'attribute.value', foreground: string },
  { token: 'comment', foreground: quiet, fontStyle: 'italic' },
];

/** Brackets are matched by position; rainbows are not for this page. */
function plainBrackets(colour: string): Record<string, string> {
  const names = [1, 2, 3, 4, 5, 6].map((level) => `editorBracketHighlight.foreground${level}`);
  return Object.fromEntries(names.map((name) => [name, colour]));
}

/** The editor's palette takes plain colours only, so the tokens that it needs are repeated here. */
export function defineThemes(monaco: Monaco): void {
  monaco.editor.defineTheme('vivarium-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: rules('c397d8', '9ece8a', '6fb3f2', '45c4b0', '93a49d'),
    colors: {
      ...plainBrackets('#b4c2bc'),
      'editor.background': '#0d1110',
      'editor.foreground': '#dde6e2',
      'editor.lineHighlightBackground': '#1a2220',
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': '#45c48644',
      'editorLineNumber.foreground': '#75857e',
      'editorLineNumber.activeForeground': '#dde6e2',
      'editorCursor.foreground': '#45c486',
      'editorIndentGuide.background1': '#1a2220',
      'editorWidget.background': '#121816',
      'editorWidget.border': '#232d2a',
      'editorStickyScroll.background': '#0d1110',
      'input.background': '#0d1110',
      focusBorder: '#45c486',
    },
  });
  monaco.editor.defineTheme('vivarium-light', {
    base: 'vs',
    inherit: true,
    rules: rules('7b3aa6', '2d7a1f', '1668b5', '0b7a6c', '586660'),
    colors: {
      ...plainBrackets('#3c4a44'),
      'editor.background': '#ffffff',
      'editor.foreground': '#16201b',
      'editor.lineHighlightBackground': '#f0f3f1',
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': '#14784a33',
      'editorLineNumber.foreground': '#6a7771',
      'editorLineNumber.activeForeground': '#16201b',
      'editorCursor.foreground': '#14784a',
      'editorWidget.background': '#f6f8f7',
      'editorWidget.border': '#dde3e0',
      focusBorder: '#14784a',
    },
  });
}
