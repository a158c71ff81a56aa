// What the reader has answered. It stays in this browser.
const KEY = "delicate-dance";

export function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {}; // storage is blocked or damaged: the page works, it only forgets
  }
}

export function remember(kind, name, answer) {
  const kept = recall();
  kept[kind] = { ...kept[kind], [name]: answer };
  replace(kept);
}

export function replace(kept) {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // as above
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // as above
  }
}
