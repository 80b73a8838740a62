// Copies the site to dist/: everything but what only serves its making.
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = join(root, "dist");
const left = new Set(["dist", "node_modules", "package.json", "package-lock.json", "test", "tools", "vivarium.json"]);

await rm(dist, { recursive: true, force: true });
await mkdir(dist);
for (const name of await readdir(root)) {
  if (!left.has(name) && !name.startsWith(".")) await cp(join(root, name), join(dist, name), { recursive: true });
}
console.log(`The site is in dist/: ${(await readdir(dist)).join(", ")}`);
