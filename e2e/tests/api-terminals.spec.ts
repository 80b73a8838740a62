import { expect, test } from '../lib/fixtures.ts';
import { expectProblem } from '../lib/problems.ts';
import { askSocket } from '../lib/refusals.ts';

test('aShellStartsInTheWorkspace', async ({ create }) => {
  const project = await create();
  const terminal = await project.terminal();
  expect(terminal.frame('ready')).toMatchObject({ since: 0 });
  terminal.type('echo "[$PWD $TERM $(tty)]"\r');
  await terminal.says(/\[\/workspace xterm-256color \/dev\/pts\/\d+\]/);
});

test('keysSentBeforeTheShellIsUpAreKept', async ({ create }) => {
  const project = await create();
  const terminal = await project.terminal();
  expect(['stopped', 'creating']).toContain((await project.sandbox()).state);
  terminal.type('echo ea"r"ly\r');
  await terminal.says('early');
});

test('aNameIsJoinedOrOpenedAndTwoReadersSeeTheSame', async ({ create }) => {
  const project = await create();
  const [one, two] = [await project.terminal({ name: 'shared-1' }), await project.terminal({ name: 'shared-1' })];
  expect(one.frame('ready')?.terminal).toBe('shared-1');
  one.type('echo fr"o"m one\r');
  await two.says('from one');
  two.type('echo fr"o"m two\r');
  await one.says('from two');
  await expect.poll(() => one.offset === two.offset && one.text() === two.text()).toBe(true);
  expect((await project.terminals()).map(({ name }) => name)).toEqual(['shared-1']);
});

test('withoutANameThereIsANewOne', async ({ create }) => {
  const project = await create();
  const names = [await project.terminal(), await project.terminal()].map((terminal) => terminal.frame('ready')?.terminal);
  expect(new Set(names).size).toBe(2);
  await expect.poll(async () => (await project.terminals()).map(({ name }) => name).sort()).toEqual([...names].sort());
});

test('readingGoesOnAtAnyOffset', async ({ create }) => {
  const project = await create();
  const first = await project.terminal({ name: 'a' });
  first.type("stty -echo; printf 'MARK''ER'\r");
  await first.says('MARKER');
  const at = first.bytes().indexOf('MARKER');
  const second = await project.terminal({ name: 'a', since: at });
  expect(second.frame('ready')).toMatchObject({ since: at });
  await second.says(/^MARKER/);
});

test('whatIsPrintedWithNobodyThereIsKept', async ({ create }) => {
  const project = await create();
  const first = await project.terminal({ name: 'a' });
  await first.says('$');
  first.type('sleep 1; echo al"o"ne > done; echo al"o"ne\r');
  await first.says('sleep 1');
  const { offset } = first;
  first.terminate();
  await expect.poll(async () => (await project.file('GET', 'done')).status).toBe(200);
  const second = await project.terminal({ name: 'a', since: offset });
  await second.says('alone');
});

test('whereOlderBytesWereDroppedThereIsAGap', async ({ create }) => {
  test.setTimeout(120_000);
  const project = await create();
  const first = await project.terminal({ name: 'flood' });
  first.type("stty -echo -opost; head -c 80000000 /dev/zero | tr '\\0' x; touch done; printf 'E''ND'\r");
  await first.says('xxxx');
  first.terminate();
  await expect.poll(async () => (await project.file('GET', 'done')).status, { timeout: 50_000 }).toBe(200);
  let received = 0;
  let tail = Buffer.alloc(0);
  const second = await project.terminal({
    name: 'flood',
    onBytes: (bytes) => {
      received += bytes.length;
      tail = Buffer.concat([tail, bytes]).subarray(-100);
    },
  });
  await expect.poll(() => tail.toString(), { timeout: 30_000 }).toContain('END');
  const gap = second.frame('gap');
  expect(gap).toMatchObject({ type: 'gap', from: 0 });
  expect(received, 'the last 64 MiB are kept').toBeGreaterThan(63 * 1024 * 1024);
  expect(second.offset - Number(gap?.to)).toBe(received);
});

test('theSizeFollowsTheWindow', async ({ create }) => {
  const project = await create();
  const terminal = await project.terminal();
  terminal.send({ type: 'resize', cols: 97, rows: 31 });
  terminal.type('echo "[$(stty size)]"\r');
  await terminal.says('[31 97]');
  terminal.type('trap \'echo "resized: $(stty size)"\' WINCH; echo re"a"dy\r');
  await terminal.says('ready');
  terminal.send({ type: 'resize', cols: 120, rows: 40 });
  terminal.type('\r');
  await terminal.says('resized: 40 120');
});

test('controlKeysReachTheProgram', async ({ create }) => {
  const project = await create();
  const terminal = await project.terminal();
  terminal.type('sleep 1000; echo "co"de $?\r');
  await expect.poll(async () => (await project.shell('cat /proc/[0-9]*/cmdline')).log).toContain('1000');
  terminal.type('\x03');
  await terminal.says('^C');
  terminal.type('echo al"i"ve\r');
  await terminal.says('alive');
});

test('everyByteArrivesAsItIs', async ({ create }) => {
  const project = await create();
  const terminal = await project.terminal();
  terminal.type("stty -echo -opost; printf 'BE''GIN'; for i in {0..255}; do printf \"\\\\x$(printf %x $i)\"; done; printf 'E''ND'\r");
  await terminal.says('END');
  const bytes = terminal.bytes();
  const body = bytes.subarray(bytes.indexOf('BEGIN') + 5, bytes.lastIndexOf('END'));
  expect([...body]).toEqual(Array.from({ length: 256 }, (_, byte) => byte));
});

test('aFinishedTerminalReplaysThenExits', async ({ create }) => {
  const project = await create();
  const terminal = await project.terminal({ name: 'brief' });
  terminal.type('echo la"s"t words; exit 7\r');
  expect(await terminal.closed).toMatchObject({ code: 1000 });
  expect(terminal.frames.at(-1)).toEqual({ type: 'exit', exitCode: 7, cause: null });
  await expect.poll(async () => (await project.terminals())[0]?.state).toBe('exited');

  const replay = await project.terminal({ name: 'brief' });
  expect(await replay.closed).toMatchObject({ code: 1000 });
  expect(replay.text()).toBe(terminal.text());
  expect(replay.frames.at(-1)).toMatchObject({ type: 'exit', exitCode: 7 });
});

test('aDeletedTerminalEndsAndItsNameIsFree', async ({ create }) => {
  const project = await create();
  const terminal = await project.terminal({ name: 'gone' });
  terminal.type('VALUE=old; echo "is $VALUE"\r');
  await terminal.says('is old');
  expect((await project.ask('DELETE', '/terminals/gone')).status).toBe(204);
  await terminal.closed;
  expect(await project.terminals()).toEqual([]);
  expectProblem(await project.ask('DELETE', '/terminals/gone'), 404, 'terminal-not-found');
  const fresh = await project.terminal({ name: 'gone' });
  fresh.type('echo "[$VALUE]"\r');
  await fresh.says('[]');
});

test('aStoppedSandboxEndsItsTerminalsWithTheReason', async ({ create }) => {
  const project = await create();
  const terminal = await project.terminal({ name: 'a' });
  await terminal.says('$');
  await project.ask('DELETE', '/sandbox');
  await terminal.closed;
  expect(terminal.frames.at(-1)).toMatchObject({ type: 'exit', cause: 'stopped-by-user' });
});

test('aFloodInOneDoesNotDelayAnother', async ({ create }) => {
  const project = await create();
  const flood = await project.terminal({ name: 'flood', onBytes: () => {} });
  flood.type('yes\r');
  await expect.poll(() => flood.offset).toBeGreaterThan(1_000_000);
  const calm = await project.terminal({ name: 'calm' });
  await calm.says('$');
  const asked = Date.now();
  calm.type('echo "q"uick\r');
  await calm.says('quick', 5_000);
  expect(Date.now() - asked).toBeLessThan(3_000);
});

test('aReaderThatAcknowledgesIsNeverFarAhead', async ({ create }) => {
  const project = await create();
  const terminal = await project.terminal({ onBytes: () => {} });
  terminal.send({ type: 'ack', offset: 0 });
  terminal.type('head -c 8000000 /dev/zero | tr "\\0" y; echo; touch done\r');
  const { code } = await terminal.closed;
  expect(code, 'stalled: nothing was acknowledged for ten seconds').toBe(1013);
  expect(terminal.offset).toBeLessThanOrEqual(1024 * 1024);
});

test('aRefusedTerminalIsAProblem', async ({ api, create }) => {
  const project = await create();
  const refused = (path: string) => askSocket(api.base, path, api.authorization);
  expectProblem(await refused('/api/terminals/no-such'), 404, 'project-not-found');
  expectProblem(await refused(`/api/terminals/${project.id}?terminal=UPPER`), 422, 'invalid');
  expectProblem(await refused(`/api/terminals/${project.id}?terminal=${'x'.repeat(41)}`), 422, 'invalid');
  expectProblem(await refused(`/api/terminals/${project.id}?since=-1`), 422, 'invalid');
});
