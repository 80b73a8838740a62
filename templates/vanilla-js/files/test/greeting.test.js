import assert from "node:assert/strict";
import { test } from "node:test";
import { greeting } from "../greeting.js";

test("greets by name and hour", () => {
  assert.equal(greeting("Ada", 9), "Good morning, Ada.");
  assert.equal(greeting("Ada", 13), "Good afternoon, Ada.");
  assert.equal(greeting("Ada", 21), "Good evening, Ada.");
});

test("greets the world when the name is blank", () => {
  assert.equal(greeting("  ", 2), "Good night, world.");
});
