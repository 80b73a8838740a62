import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { empty, FakeServer, json, problem } from '@/testing/FakeServer';
import { aProject, aTemplate } from '@/testing/fixtures';
import { renderApp } from '@/testing/render';
import { DashboardPage } from './DashboardPage';

describe('DashboardPage', () => {
  let server: FakeServer;
  let projects = [aProject()];

  beforeEach(() => {
    projects = [
      aProject(),
      aProject({ id: 'fractals', name: 'fractals', sandbox: { state: 'stopped', cause: 'out-of-memory' } }),
    ];
    server = new FakeServer()
      .on('GET /api/projects', () => json(projects))
      .on('GET /api/templates', () =>
        json([
          aTemplate(),
          aTemplate({ id: 'java', title: 'Java', available: false, reason: 'The Java stack is not installed here.' }),
          aTemplate({ id: 'vanilla', title: 'Vanilla', files: 3 }),
        ]),
      );
  });

  it('listsProjectsWithTheirState', async () => {
    renderApp(<DashboardPage />);
    expect(await screen.findByRole('link', { name: 'hero-page' })).toHaveAttribute('href', '/p/hero-page');
    expect(screen.getByText('Stopped: it ran out of memory')).toBeInTheDocument();
  });

  it('leadsToTheFirstProject', async () => {
    projects = [];
    renderApp(<DashboardPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Start from a template' }));
    expect(screen.getByRole('dialog', { name: 'New project' })).toBeInTheDocument();
  });

  it('offersToTryAgainWhenTheListFails', async () => {
    server.on('GET /api/projects', () => problem(500, 'internal', 'The database is away.'));
    renderApp(<DashboardPage />);
    expect(await screen.findByRole('alert')).toHaveTextContent('The database is away.');
    server.on('GET /api/projects', () => json(projects));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('link', { name: 'hero-page' });
  });

  it('findsAProject', async () => {
    renderApp(<DashboardPage />);
    await screen.findByRole('link', { name: 'hero-page' });
    await userEvent.type(screen.getByRole('searchbox', { name: 'Find a project' }), 'frac');
    expect(screen.queryByRole('link', { name: 'hero-page' })).toBeNull();
    expect(screen.getByRole('link', { name: 'fractals' })).toBeInTheDocument();
  });

  it('createsAProjectFromATemplateAndOpensIt', async () => {
    server.on('POST /api/projects', () => json(aProject({ id: 'my-page' }), 201));
    renderApp(<DashboardPage />);
    await userEvent.click(screen.getByRole('button', { name: 'New project' }));
    await userEvent.click(await screen.findByRole('radio', { name: 'Vanilla' }));
    expect(screen.getByRole('radio', { name: 'Java' })).toBeDisabled();
    expect(screen.getByText(/Creates 3 files/)).toBeInTheDocument();
    const name = screen.getByRole('textbox', { name: 'Name' });
    await userEvent.clear(name);
    await userEvent.type(name, 'My page');
    await userEvent.click(screen.getByRole('button', { name: 'Create' }));
    await screen.findByText('elsewhere');
    expect(server.sent('POST /api/projects')[0]?.body).toBe('{"name":"My page","template":"vanilla"}');
  });

  it('saysWhyAProjectCannotBeCreated', async () => {
    server.on('POST /api/projects', () => problem(409, 'name-taken', 'A project named x exists.'));
    renderApp(<DashboardPage />);
    await userEvent.click(screen.getByRole('button', { name: 'New project' }));
    await screen.findByRole('radio', { name: 'Vanilla' });
    await userEvent.click(screen.getByRole('button', { name: 'Create' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('A project named x exists.');
  });

  it('renamesAProject', async () => {
    server.on('PATCH /api/projects/hero-page', () => json(aProject()));
    renderApp(<DashboardPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Actions for hero-page' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Rename…' }));
    const name = screen.getByRole('textbox', { name: 'Name' });
    await userEvent.clear(name);
    await userEvent.type(name, 'landing{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.sent('PATCH /api/projects/hero-page')[0]?.body).toBe('{"name":"landing"}');
  });

  it('deletesAProjectOnlyAfterAsking', async () => {
    server.on('DELETE /api/projects/hero-page', () => {
      projects = projects.filter(({ id }) => id !== 'hero-page');
      return empty();
    });
    renderApp(<DashboardPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Actions for hero-page' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Delete…' }));
    const dialog = screen.getByRole('dialog', { name: 'Delete hero-page?' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete project' }));
    await waitFor(() => expect(screen.queryByRole('link', { name: 'hero-page' })).toBeNull());
  });
});
