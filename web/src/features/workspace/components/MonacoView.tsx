import { useEffect, useRef } from 'react';
import { MONO_FONT, monoFontLoaded } from '@/lib/monoFont';
import { NARROW } from '@/lib/useMedia';
import type { Documents } from '../documents/Documents';
import type { MonacoBuffer } from '../monaco/MonacoBuffer';
import { monaco } from '../monaco/monaco';
import type { EditorStatusStore } from '../editorStatus';
import styles from './EditorPane.module.css';

interface MonacoViewProps {
  path: string;
  buffer: MonacoBuffer;
  documents: Documents;
  status: EditorStatusStore;
}

const viewStates = new WeakMap<MonacoBuffer, monaco.editor.ICodeEditorViewState | null>();

const themeName = () =>
  document.documentElement.dataset.theme === 'light' ? 'vivarium-light' : 'vivarium-dark';

/** One editor for all tabs; each buffer keeps its own cursor and scroll position. */
export default function MonacoView({ path, buffer, documents, status }: MonacoViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor | null>(null);

  useEffect(() => {
    if (!host.current) return;
    const created = createEditor(host.current);
    const report = () => {
      const position = created.getPosition();
      const language = created.getModel()?.getLanguageId();
      const name = monaco.languages.getLanguages().find(({ id }) => id === language)?.aliases?.[0];
      status.setState({
        position: position && { line: position.lineNumber, column: position.column },
        language: name ?? language ?? null,
      });
    };
    created.onDidChangeCursorPosition(report);
    created.onDidChangeModel(report);
    editor.current = created;
    void monoFontLoaded().then(() => monaco.editor.remeasureFonts());
    const theme = new MutationObserver(() => monaco.editor.setTheme(themeName()));
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      theme.disconnect();
      created.dispose();
      editor.current = null;
      status.setState({ position: null, language: null });
    };
  }, [status]);

  useEffect(() => {
    const current = editor.current;
    if (!current) return;
    current.setModel(buffer.model);
    current.updateOptions({ ariaLabel: `Editor: ${path}` });
    const kept = viewStates.get(buffer);
    if (kept) current.restoreViewState(kept);
    // Whoever walks through the tabs with the arrow keys wants to go on walking.
    const isWalking = document.activeElement?.matches('[role=tab]:focus-visible');
    if (documents.takeFocus() && !isWalking) current.focus();
    return () => {
      viewStates.set(buffer, current.saveViewState());
    };
  }, [buffer, path, documents]);

  return <div ref={host} className={styles.editor} data-testid="editor" />;
}

function createEditor(host: HTMLElement): monaco.editor.IStandaloneCodeEditor {
  return monaco.editor.create(host, {
    model: null,
    theme: themeName(),
    automaticLayout: true,
    fontFamily: MONO_FONT,
    fontSize: 13,
    lineHeight: 21,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    scrollBeyondLastColumn: 0,
    scrollbar: { horizontalScrollbarSize: 8, verticalScrollbarSize: 8 },
    overviewRulerBorder: false,
    lineNumbersMinChars: 3,
    glyphMargin: false,
    smoothScrolling: false,
    padding: { top: 8, bottom: 8 },
    renderLineHighlight: 'line',
    fixedOverflowWidgets: true,
    tabSize: 2,
    // A phone has no room for long lines, and no easy way to scroll to their end.
    wordWrap: window.matchMedia(NARROW).matches ? 'on' : 'off',
  });
}
