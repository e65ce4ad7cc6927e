// Keys of a decision: a approves, r goes to the reason; only while nobody is typing.
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const at = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!at) return;
  event.preventDefault();
  if (at.type === "submit") at.form.requestSubmit(at);
  else at.focus();
});
