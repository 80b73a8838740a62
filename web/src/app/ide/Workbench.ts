import type { QueryClient } from '@tanstack/react-query';
import { createPreviewStore } from '@/features/preview/PreviewStore';
import { Documents } from '@/features/workspace/documents/Documents';
import type { BufferFactory } from '@/features/workspace/documents/TextBuffer';
import { createEditorStatus } from '@/features/workspace/editorStatus';
import { loadBuffers } from '@/features/workspace/monaco/loadBuffers';
import { TreeRefresher } from '@/features/workspace/tree/TreeRefresher';
import { TreeStore } from '@/features/workspace/tree/TreeStore';
import { Presence } from '@/lib/events/Presence';
import { ProjectEvents } from '@/lib/events/ProjectEvents';
import { createLayoutStore } from './LayoutStore';
import { Panel } from './Panel';
import { FrameRouter } from './FrameRouter';

/** Everything that lives as long as one project's IDE is open. */
export class Workbench {
  readonly projectId: string;
  readonly events: ProjectEvents;
  readonly documents: Documents;
  readonly tree: TreeStore;
  readonly panel: Panel;
  readonly refresher: TreeRefresher;
  readonly preview = createPreviewStore();
  readonly editorStatus = createEditorStatus();
  readonly layout;
  readonly router: FrameRouter;
  readonly #presence: Presence;
  readonly #stops: (() => void)[] = [];

  constructor(projectId: string, queryClient: QueryClient, buffers: Promise<BufferFactory> = loadBuffers()) {
    this.projectId = projectId;
    this.events = new ProjectEvents(projectId);
    this.documents = new Documents(projectId, buffers);
    this.tree = new TreeStore(projectId);
    this.panel = new Panel(projectId);
    this.refresher = new TreeRefresher(queryClient, projectId);
    this.layout = createLayoutStore(projectId);
    this.router = new FrameRouter(this, queryClient);
    this.#presence = new Presence(this.events);
  }

  start(): void {
    this.documents.restore();
    this.#stops.push(this.events.frames.subscribe((frame) => this.router.route(frame)));
    const keep = () => this.documents.keepDrafts();
    window.addEventListener('pagehide', keep);
    document.addEventListener('visibilitychange', keep);
    this.#stops.push(() => {
      window.removeEventListener('pagehide', keep);
      document.removeEventListener('visibilitychange', keep);
    });
    this.#presence.start();
    this.events.start();
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#presence.stop();
    this.events.close();
    this.refresher.stop();
    this.panel.dispose();
    this.documents.dispose();
  }
}
