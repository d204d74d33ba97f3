/** How wide a text is, before it is drawn: Chinese is as wide as it is high, Latin about half of that. */
export function roughEms(text: string): number {
  let ems = 0
  for (const letter of text) ems += letter.charCodeAt(0) > 0x2e7f ? 1 : 0.56
  return ems
}
