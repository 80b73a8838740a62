// Serves this folder and reloads open pages when a file in it changes. Not part of the site.
import { createReadStream, watch } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const port = Number(process.env.PORT ?? 3000);
const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
  ".wasm": "application/wasm",
};
const reload = `<script>new EventSource("/__reload").onmessage = () => location.reload();</script>`;
const pages = new Set();

const server = createServer(async (request, response) => {
  try {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (path === "/__reload") listen(response);
    else await send(response, path);
  } catch (error) {
    const missing = ["ENOENT", "ENOTDIR"].includes(error.code);
    const status = missing ? 404 : error instanceof URIError ? 400 : 500;
    if (!response.headersSent) response.writeHead(status, { "content-type": types[".txt"] });
    response.end(missing ? "There is no such file.\n" : `${error.message}\n`);
  }
});

function listen(response) {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(": connected\n\n");
  pages.add(response);
  response.on("close", () => pages.delete(response));
}

async function send(response, path) {
  let file = join(root, normalize(path));
  if ((await stat(file)).isDirectory()) file = join(file, "index.html");
  const type = types[extname(file).toLowerCase()] ?? "application/octet-stream";
  const headers = { "content-type": type, "cache-control": "no-store" };
  if (extname(file) === ".html") {
    const page = await readFile(file, "utf8");
    response.writeHead(200, headers).end(page + reload);
  } else {
    const { size } = await stat(file);
    response.writeHead(200, { ...headers, "content-length": size });
    createReadStream(file).on("error", () => response.destroy()).pipe(response);
  }
}

let soon;
watch(root, { recursive: true }, () => {
  clearTimeout(soon);
  soon = setTimeout(() => pages.forEach((page) => page.write("data: changed\n\n")), 50);
});

server.on("error", (error) => {
  console.error(error.code === "EADDRINUSE" ? `Port ${port} is in use. Set PORT to another one.` : error.message);
  process.exit(1);
});
server.listen(port, "localhost", () => console.log(`Your site is at http://localhost:${port}/`));
