import { greeting } from "./greeting.js";

const form = document.querySelector("#greet");
const output = document.querySelector("#greeting");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const name = new FormData(form).get("name");
  output.textContent = greeting(name, new Date().getHours());
});
