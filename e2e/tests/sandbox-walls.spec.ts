import { networkInterfaces } from 'node:os';
import { environment } from '../lib/environment.ts';
import { expect, test } from '../lib/fixtures.ts';
import { accountOf, namespaceOf, processesWith } from '../lib/host.ts';
import type { ProjectClient } from '../lib/ProjectClient.ts';

/** A process in the sandbox as the host sees it. */
async function seenFromOutside(project: ProjectClient) {
  const marker = `marker-${process.pid}-${Date.now()}`;
  await project.begin({ cmd: ['/usr/bin/python3', '-c', 'import time; time.sleep(60)', marker] });
  await expect.poll(async () => (await processesWith(marker)).length).toBeGreaterThan(0);
  const found = (await processesWith(marker)).at(-1);
  if (!found) throw new Error('it ended');
  return found;
}

test('itsProcessesHaveNoRights', async ({ create }) => {
  const project = await create();
  const { log } = await project.shell('cat /proc/self/status; id -u');
  expect(log).toMatch(/^Uid:\s+1000\s+1000\s+1000\s+1000$/m);
  for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) expect(log).toMatch(new RegExp(`^${set}:\\s+0+$`, 'm'));
  expect(log).toMatch(/^NoNewPrivs:\s+1$/m);
  expect(log).toMatch(/^Seccomp:\s+2$/m);

  const terminal = await project.terminal();
  terminal.type("grep -E 'CapEff|NoNewPrivs|Seccomp:' /proc/self/status | tr -s '\\t\\n' ' '; echo do\"n\"e\r");
  await terminal.says('done');
  expect(terminal.text()).toMatch(/CapEff: 0+ NoNewPrivs: 1 Seccomp: 2/);
});

test('onTheHostTheyBelongToNobody', async ({ create }) => {
  const project = await create();
  const { uid, status } = await seenFromOutside(project);
  expect(uid).toBeGreaterThan(65_535);
  expect(await accountOf(uid)).toBe('');
  expect(status).toMatch(/^CapEff:\s+0+$/m);
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
  expect(status).toMatch(/^Seccomp:\s+2$/m);
  expect(await accountOf(0), 'an account is found where there is one').toContain('root');
});

test('itHasNamespacesOfItsOwn', async ({ create }) => {
  const project = await create();
  const { pid } = await seenFromOutside(project);
  for (const kind of ['user', 'pid', 'mnt', 'net', 'ipc', 'uts']) {
    expect(await namespaceOf(pid, kind), kind).not.toBe(await namespaceOf('self', kind));
  }
});

test('onlyTheWorkspaceAndTemporaryFoldersCanBeWritten', async ({ create }) => {
  const project = await create();
  const { log } = await project.shell(
    'for d in / /etc /usr /usr/bin /opt /var /proc/sys/kernel /sys; do touch $d/probe 2>/dev/null && echo "wrote $d"; done; ' +
      'for d in /workspace /tmp "$HOME"; do touch $d/probe && echo "may $d"; done; while read -r _ _ _ _ at options _; do [ "$at" = / ] && echo "root is $options"; done < /proc/self/mountinfo',
  );
  expect(log).not.toContain('wrote');
  expect(log).toContain('may /workspace');
  expect(log).toContain('may /tmp');
  expect(log, 'the root is mounted read-only').toMatch(/^root is ro\b/m);
});

test('itSeesNothingOfTheHost', async ({ create }) => {
  const project = await create();
  const { log } = await project.shell('ls /proc | grep -cE "^[0-9]+$"; cat /proc/[0-9]*/cmdline | tr "\\0" " "; hostname; ls /workspace/..; env');
  expect(Number(log.split('\n')[0])).toBeLessThan(12);
  expect(log).not.toContain('quarkus');
  expect(log).not.toContain('postgres');
  expect(log).not.toContain(environment.token);
  expect(log).not.toContain(environment.data);
  const { log: secrets } = await project.shell(`cat /etc/shadow ${environment.data}/vivarium.properties; ls ${environment.data} /root; mount`);
  expect(secrets).toContain('No such file or directory');
  expect(secrets).not.toMatch(/root:[$*!]/);
});

const CONNECT = `
import socket, sys
for host, port, kind, family in [
    ("1.1.1.1", 443, socket.SOCK_STREAM, socket.AF_INET), ("8.8.8.8", 53, socket.SOCK_DGRAM, socket.AF_INET),
    ("169.254.169.254", 80, socket.SOCK_STREAM, socket.AF_INET), ("2606:4700:4700::1111", 443, socket.SOCK_STREAM, socket.AF_INET6),
    *[(address, int(sys.argv[1]), socket.SOCK_STREAM, socket.AF_INET6 if ":" in address else socket.AF_INET) for address in sys.argv[2:]]]:
  s = socket.socket(family, kind)
  s.settimeout(5)
  try:
    s.connect((host, port))
    print("reached", host)
  except OSError as e:
    print("refused", host, e)
try:
  socket.getaddrinfo("example.com", 443)
  print("resolved")
except socket.gaierror as e:
  print("unresolved", e)
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname(), 5)
print("loopback works")
`;

test('thereIsNoWayOut', async ({ create }) => {
  const project = await create();
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []).map(({ address }) => address.split('%')[0] ?? '');
  expect(addresses).toContain('127.0.0.1');
  const { id } = await project.begin({ cmd: ['/usr/bin/python3', '-c', CONNECT, environment.url.port, ...addresses] });
  const { exitCode, log } = await project.ended(id);
  expect(exitCode, log).toBe(0);
  expect(log).not.toContain('reached');
  expect(log).not.toContain('\nresolved');
  expect(log).toContain('unresolved');
  expect(log).toContain('loopback works');
  expect(log).toContain('Network is unreachable');
  const { log: routes } = await project.shell('tail -n +2 /proc/net/route; grep -v " lo$" /proc/net/ipv6_route; ls /sys/class/net 2>/dev/null || cut -d: -f1 /proc/net/dev | tail -n +3');
  expect(routes.trim()).toBe('lo');
});

test('theProxyIsClosedWhileNothingIsInstalled', async ({ create }) => {
  const project = await create();
  const { log } = await project.shell(
    'curl --silent --show-error --max-time 10 --output /dev/null --write-out "%{http_connect} %{http_code}" "$(npm config get registry)"; ' +
      'curl --silent --max-time 10 --output /dev/null --write-out " %{http_connect} %{http_code}" https://example.com/',
  );
  expect(log).not.toMatch(/\b200\b/);
});

const FORKS = `
import os, signal, time
children = 0
try:
  while children < 1000:
    pid = os.fork()
    if pid == 0:
      time.sleep(60)
      os._exit(0)
    children += 1
except OSError as refused:
  print("stopped at", children, refused.errno)
`;

test('aForkBombStopsAt256', async ({ create }) => {
  const project = await create();
  const log = await project.python(FORKS);
  const [, children, errno] = /stopped at (\d+) (\d+)/.exec(log) ?? [];
  expect(errno, 'EAGAIN').toBe('11');
  expect(Number(children)).toBeGreaterThan(200);
  expect(Number(children)).toBeLessThan(256);
});

test('anAllocationOf600MegabytesDiesAlone', async ({ create }) => {
  const project = await create();
  const neighbour = await project.terminal();
  await neighbour.says('$');
  const fits = await project.python('x = b"x" * (300 << 20); print("fits")');
  expect(fits).toContain('fits');
  const hog = await project.begin({ cmd: ['/usr/bin/python3', '-c', 'x = b"x" * (600 << 20); print("fits")'] });
  expect(await project.ended(hog.id)).toMatchObject({ exitCode: 137, cause: 'out-of-memory', log: '' });
  neighbour.type('echo al"i"ve\r');
  await neighbour.says('alive');
  expect((await project.sandbox()).state).toBe('running');
});

const SPIN = `
import os, time
child = os.fork()
end = time.monotonic() + 4
while time.monotonic() < end:
  pass
used = os.times()
print("used", used.user + used.system, flush=True)
if child:
  os.wait()
`;

test('itHasHalfAProcessor', async ({ create }) => {
  const project = await create();
  const log = await project.python(SPIN);
  const used = [...log.matchAll(/used ([\d.]+)/g)].map(([, seconds]) => Number(seconds));
  expect(used).toHaveLength(2);
  const sum = used.reduce((one, other) => one + other, 0);
  expect(sum, `of 4 s, by two processes: ${log}`).toBeLessThan(4 * 0.5 * 1.25);
  expect(sum).toBeGreaterThan(0.5);
});

test('callsThatWeakenTheWallsAreRefused', async ({ create }) => {
  const project = await create();
  const { log } = await project.shell(
    'unshare --user --map-root-user true && echo "made a user namespace"; mount -t tmpfs none /tmp && echo mounted; ' +
      'mknod /tmp/sda b 8 0 && echo "made a device"; dmesg >/dev/null && echo "read the kernel log"; su -c true root </dev/null && echo "became root"; echo over',
  );
  expect(log).toContain('over');
  expect(log).not.toMatch(/made|mounted$|read the kernel log|became root/m);
});
