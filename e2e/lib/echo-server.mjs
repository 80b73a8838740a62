// Runs inside a sandbox: shows what reaches an app through the preview. Bound to the loopback address alone.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const port = Number(process.argv[2]);

const routes = {
  '/request': (request, response) => {
    const hash = createHash('sha256');
    request.on('data', (bytes) => hash.update(bytes));
    request.on('end', () => {
      const { method, url, headers } = request;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ method, url, headers, body: hash.digest('hex') }));
    });
  },
  '/cookies': (_request, response) => {
    response.setHeader('set-cookie', ['app=1; Path=/', 'wide=1; Domain=localhost; Path=/', 'vivarium_session=stolen; Path=/']);
    response.end('set');
  },
  // Says one line and then waits for whoever calls /go: nothing between us may hold it back until then.
  '/stream': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: first\n\n');
    waiting.push(() => response.end('data: second\n\n'));
  },
  '/go': (_request, response) => {
    for (const release of waiting.splice(0)) release();
    response.end('gone');
  },
  // Answers the first bytes of a body while the rest is still to come.
  '/duplex': (request, response) => {
    request.pipe(response);
  },
  '/zeros': (request, response) => {
    let left = Number(new URL(request.url, 'http://x').searchParams.get('size'));
    const piece = Buffer.alloc(65536);
    const more = () => {
      while (left > 0) {
        const bytes = piece.subarray(0, Math.min(left, piece.length));
        left -= bytes.length;
        if (!response.write(bytes)) return response.once('drain', more);
      }
      response.end();
    };
    more();
  },
  '/crash': () => process.exit(1),
};
const waiting = [];

const server = createServer((request, response) => {
  const route = routes[request.url.split('?')[0]];
  if (route) route(request, response);
  else response.writeHead(404).end('no such route');
});

// Echoes short messages (RFC 6455, 5.2): a server sends what it got without the mask.
server.on('upgrade', (request, socket) => {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
  const protocol = request.headers['sec-websocket-protocol'];
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Accept: ${accept.digest('base64')}\r\n${protocol ? `Sec-WebSocket-Protocol: ${protocol}\r\n` : ''}\r\n`,
  );
  socket.on('data', (frame) => {
    const length = frame[1] & 0x7f;
    const mask = frame.subarray(2, 6);
    const payload = frame.subarray(6, 6 + length).map((byte, at) => byte ^ mask[at % 4]);
    socket.write(Buffer.concat([Buffer.from([frame[0], length]), payload]));
  });
  socket.on('error', () => {});
});

server.listen(port, '127.0.0.1', () => console.log(`listening on ${port}`));
