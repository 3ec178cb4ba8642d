/** The clipboard, both ways: formatted drafts in, the finished post out. */

const formatted = /<(?:a\s[^>]*href|h[1-6]|ul|ol|table|em|strong|i|b)\b/i;

/** The HTML of what is pasted if it has formatting worth keeping, else null. */
export function richPaste(data) {
  const html = data.getData("text/html");
  if (!html || !formatted.test(html)) return null;
  const start = html.indexOf("<!--StartFragment-->");
  const end = html.lastIndexOf("<!--EndFragment-->");
  const inner = start >= 0 && end > start ? html.slice(start + 20, end) : html;
  return inner.replace(/^\s*<meta[^>]*>/i, "").trim();
}

/** Put a post on the clipboard as HTML and as text. */
export async function put({ html, text }) {
  if (navigator.clipboard?.write && window.ClipboardItem) {
    const of = (kind, content) => new Blob([content], { type: kind });
    await navigator.clipboard.write([
      new ClipboardItem({ "text/html": of("text/html", html), "text/plain": of("text/plain", text) }),
    ]);
    return;
  }
  // Over plain HTTP from another machine browsers offer the older way alone.
  const hand = (event) => {
    event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  };
  document.addEventListener("copy", hand, { once: true });
  const done = document.execCommand("copy");
  document.removeEventListener("copy", hand);
  if (!done) throw new Error("copy");
}
