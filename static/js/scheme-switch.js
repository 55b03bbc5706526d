// The switch between light, dark and what the system says; kept in this browser alone.
const root = document.documentElement;

for (const choice of document.querySelectorAll(".scheme input")) {
  choice.checked = choice.value === (root.dataset.scheme || "");
  choice.addEventListener("change", () => {
    if (choice.value) root.dataset.scheme = choice.value;
    else delete root.dataset.scheme;
    try {
      if (choice.value) localStorage.setItem("scheme", choice.value);
      else localStorage.removeItem("scheme");
    } catch {
      // A browser that keeps nothing still shows the choice on this page.
    }
  });
}
