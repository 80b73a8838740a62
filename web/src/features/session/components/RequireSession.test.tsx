import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { request } from '@/lib/api/client';
import { empty, FakeServer, json, problem } from '@/testing/FakeServer';
import { renderApp } from '@/testing/render';
import { RequireSession } from './RequireSession';

const session = { account: { id: 'operator', name: 'Operator', operator: true }, version: '0.1.0' };

describe('RequireSession', () => {
  it('showsItsContentToWhoeverIsSignedIn', async () => {
    new FakeServer().on('GET /api/session', () => json(session));
    renderApp(<RequireSession>inside</RequireSession>);
    expect(await screen.findByText('inside')).toBeInTheDocument();
  });

  it('signsInWithAPastedLink', async () => {
    let isOpen = false;
    const server = new FakeServer()
      .on('GET /api/session', () => (isOpen ? json(session) : problem(401, 'unauthenticated', 'Log in.')))
      .on('POST /api/session', () => {
        isOpen = true;
        return empty();
      });
    renderApp(<RequireSession>inside</RequireSession>);
    const field = await screen.findByRole('textbox', { name: 'Login link or token' });
    await userEvent.type(field, 'http://localhost:8080/auth?token=abc{Enter}');
    await screen.findByText('inside');
    expect(server.sent('POST /api/session')[0]?.body).toBe('{"token":"abc"}');
  });

  it('saysWhatToDoWithAnOldLink', async () => {
    new FakeServer()
      .on('GET /api/session', () => problem(401, 'unauthenticated', 'Log in.'))
      .on('POST /api/session', () => problem(401, 'token-invalid', 'Invalid.'));
    renderApp(<RequireSession>inside</RequireSession>);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Login link or token' }), 'old{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('already used or is too old');
  });

  it('leadsToTheSignInWhenAnyCallSaysThatTheSessionEnded', async () => {
    new FakeServer()
      .on('GET /api/session', () => json(session))
      .on('GET /api/projects', () => problem(401, 'unauthenticated', 'Log in.'));
    renderApp(<RequireSession>inside</RequireSession>);
    await screen.findByText('inside');
    await request('/api/projects').catch(() => undefined);
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Sign in' })).toBeInTheDocument());
  });
});
