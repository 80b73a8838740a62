// Looks every second whether there is something to show. Looking neither starts the sandbox nor keeps it awake.
const look = async () => {
  try {
    const answer = document.hidden ? undefined : await fetch("/.vivarium/state", { cache: "no-store" });
    if (answer?.status === 204 || answer?.status === 401) {
      location.reload();
      return;
    }
    if (answer?.headers.get("content-type")?.startsWith("application/problem+json")) {
      const problem = await answer.json();
      document.getElementById("heading").textContent = document.title = problem.heading;
      document.getElementById("detail").textContent = problem.detail;
    }
  } catch {
    // The server is away: it is asked again.
  }
  setTimeout(look, 1000);
};
setTimeout(look, 1000);
