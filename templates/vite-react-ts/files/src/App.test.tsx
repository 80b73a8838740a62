import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { App } from "./App";
import { inWords } from "./words";

test("the page greets and counts from never", () => {
  const page = renderToStaticMarkup(<App />);
  expect(page).toContain("Hello, React");
  expect(page).toContain("Clicked never");
});

test.each([
  [0, "never"],
  [1, "once"],
  [2, "twice"],
  [3, "3 times"],
])("%i is said as %s", (count, words) => {
  expect(inWords(count)).toBe(words);
});
