export function ruleHtml(): string {
  return '<hr>';
}
