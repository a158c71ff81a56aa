// Sphinx's search shows where a word was found; let it look in the text alone, without the
// page's furniture and line breaks.
Search.htmlToText = (html, anchor) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const article = page.querySelector("article");
  if (!article) return "";
  for (const part of article.querySelectorAll(".headerlink, script, style, form")) part.remove();
  const found = anchor ? article.querySelector(anchor) : null;
  return (found ?? article).textContent.replace(/\s+/g, " ");
};
