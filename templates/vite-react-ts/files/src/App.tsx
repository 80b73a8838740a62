import { useState } from "react";
import "./App.css";
import { inWords } from "./words";

export function App() {
  const [count, setCount] = useState(0);

  return (
    <main>
      <h1>Hello, React</h1>
      <p>
        Edit <code>src/App.tsx</code> and save: this page follows, and the counter keeps its value.
      </p>
      <button type="button" onClick={() => setCount(count + 1)}>
        Clicked {inWords(count)}
      </button>
      <footer>
        <a href="https://react.dev/learn" target="_blank" rel="noreferrer">
          Learn React
        </a>
        <a href="https://vite.dev/guide/" target="_blank" rel="noreferrer">
          Vite guide
        </a>
      </footer>
    </main>
  );
}
