/** The right pane; its tabs follow. */
export default function Inspector() {
  return null;
}
