import { Component, type ReactNode } from 'react';
import { Button } from '@/components/Button';
import { Notice } from '@/components/Notice';

/** The last net: a fault in a view, or a part of the page that could not be loaded. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Notice
        page
        alert
        title="This page stopped working"
        action={
          <Button look="primary" onClick={() => window.location.reload()}>
            Reload the page
          </Button>
        }
      >
        Unsaved text is kept in this browser and comes back. What went wrong: {error.message}
      </Notice>
    );
  }
}
