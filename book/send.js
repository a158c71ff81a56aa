// Sends the address of what a reader did or set, which shows it again.

/**
 * Hands the address to whatever the reader sends with, or copies it.
 *
 * @param {HTMLElement} status - where it is said what was done
 * @param {DOMStringMap} words - what to say: that the address is copied, or that it stands above
 */
export async function send(status, { copied = "", shown = "" }) {
  try {
    if (navigator.share)
      return await navigator.share({ title: document.title, url: location.href });
    await navigator.clipboard.writeText(location.href);
    status.textContent = copied;
  } catch (error) {
    if (/** @type {Error} */ (error).name === "AbortError") return; // thought better of it
    status.textContent = shown;
  }
}
