"""A WebSocket client (RFC 6455), as much of it as measuring needs."""

import base64
import os
import socket
import struct

BINARY, TEXT, CLOSE, PING, PONG = 2, 1, 8, 9, 10


class Closed(Exception):
    pass


class WebSocket:
    """Connects at once. Frames from a server are neither masked nor, here, fragmented or compressed."""

    def __init__(self, port, path, headers):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [f"GET {path} HTTP/1.1", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                 f"Sec-WebSocket-Key: {key}", *(f"{name}: {value}" for name, value in headers.items())]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.input = self.socket.makefile("rb", 1 << 18)
        status = self.input.readline()
        if b" 101 " not in status:
            raise RuntimeError(f"{path}: {status!r}")
        while self.input.readline() != b"\r\n":
            pass

    def read(self):
        """(kind, payload) of the next text or binary frame."""
        while True:
            first, second = self.input.read(2) or (CLOSE, 0)
            length = second & 127
            if length == 126:
                length, = struct.unpack(">H", self.input.read(2))
            elif length == 127:
                length, = struct.unpack(">Q", self.input.read(8))
            payload = self.input.read(length)
            kind = first & 15
            if kind == CLOSE:
                raise Closed(payload[2:].decode(errors="replace"))
            if kind == PING:
                self.send(PONG, payload)
            elif kind in (BINARY, TEXT):
                return kind, payload

    def read_until(self, mark):
        """Bytes of binary frames up to the one that completes the mark."""
        seen = b""
        while mark not in seen:
            kind, payload = self.read()
            if kind == BINARY:
                seen += payload
        return seen

    def send(self, kind, payload):
        size = len(payload)
        length = struct.pack(">BB", 0x80 | kind, 0x80 | size) if size < 126 else struct.pack(">BBH", 0x80 | kind, 0xFE, size)
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        self.socket.sendall(length + mask + masked)

    def close(self):
        self.input.close()
        self.socket.close()
