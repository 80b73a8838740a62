import { EventEmitter } from 'node:events';

/** A log of bytes that any number of sockets follow from an offset: a terminal or a run. */
export class Stream extends EventEmitter {
  constructor() {
    super();
    this.setMaxListeners(0);
    this.bytes = Buffer.alloc(0);
    this.ended = null;
  }

  write(text) {
    if (this.ended) return;
    const chunk = Buffer.from(text);
    this.bytes = Buffer.concat([this.bytes, chunk]);
    this.emit('chunk', chunk);
  }

  finish(exitCode, cause) {
    if (this.ended) return;
    this.ended = { exitCode, cause };
    this.emit('ended', this.ended);
  }

  follow(socket, since, ready) {
    const from = Math.min(since, this.bytes.length) === since ? since : 0;
    socket.send(JSON.stringify({ type: 'ready', ...ready, since: from }));
    if (from < this.bytes.length) socket.send(this.bytes.subarray(from));
    const onChunk = (chunk) => socket.send(chunk);
    const onEnded = (ended) => {
      socket.send(JSON.stringify({ type: 'exit', ...ended }));
      socket.close(1000);
    };
    if (this.ended) return onEnded(this.ended);
    this.on('chunk', onChunk);
    this.on('ended', onEnded);
    socket.on('close', () => {
      this.off('chunk', onChunk);
      this.off('ended', onEnded);
    });
  }
}
