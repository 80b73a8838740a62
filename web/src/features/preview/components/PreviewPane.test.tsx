import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '@/lib/api/types';
import { aSandbox } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { createPreviewStore } from '../PreviewStore';
import { PreviewPane } from './PreviewPane';

const port = (number: number, url = 'http://hero.preview.localhost:8080/') => ({ port: number, url });

function show(sandbox: Sandbox, previewUrl = 'http://hero.preview.localhost:8080/') {
  renderApp(
    <PreviewPane
      projectId="hero"
      previewUrl={previewUrl}
      sandbox={sandbox}
      store={createPreviewStore()}
      maximizing={null}
      startAction={<button type="button">Start Dev</button>}
      isStarting={false}
    />,
  );
}

describe('PreviewPane', () => {
  it('asksForNothingBeforeAPortIsOpen', () => {
    show(aSandbox());
    expect(screen.queryByTitle('Preview')).toBeNull();
    expect(screen.getByRole('button', { name: 'Start Dev' })).toBeInTheDocument();
  });

  it('showsTheFirstPort', () => {
    show(aSandbox({ ports: [port(5173)] }));
    const frame = screen.getByTitle('Preview');
    expect(frame).toHaveAttribute('src', '/preview/hero/');
    expect(frame.getAttribute('sandbox')).toContain('allow-same-origin');
    expect(frame.getAttribute('sandbox')).not.toContain('allow-top-navigation');
  });

  it('goesToATypedPathOfAChosenPort', async () => {
    show(aSandbox({ ports: [port(5173), port(3000)] }));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Preview port' }), '3000');
    const address = screen.getByRole('textbox', { name: 'Preview address' });
    await userEvent.clear(address);
    await userEvent.type(address, 'about{Enter}');
    expect(screen.getByTitle('Preview')).toHaveAttribute('src', '/preview/hero/about?port=3000');
  });

  it('opensInATabWhereAFrameCannotLogIn', () => {
    const url = 'http://192.168.1.5:40001/';
    show(aSandbox({ ports: [port(5173, url)] }), url);
    expect(screen.queryByTitle('Preview')).toBeNull();
    expect(screen.getByRole('button', { name: 'Open the preview' })).toBeInTheDocument();
  });

  it('isGoneWithTheSandbox', () => {
    show(aSandbox({ state: 'stopped', ports: [port(5173)] }));
    expect(screen.queryByTitle('Preview')).toBeNull();
  });
});
