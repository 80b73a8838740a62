const output = document.querySelector("#dice");

document.querySelector("#throw").addEventListener("click", async () => {
  try {
    const { dice } = await (await fetch("/api/dice")).json();
    output.textContent = dice.join(" + ");
  } catch {
    output.textContent = "No answer, try again";
  }
});
