/** Remaining time rounds up, overdue time down, so that 0:00 is the limit itself. `-m:ss`, `h:mm:ss` from an hour. */
export function remainingText(remainingMs: number): string {
  const seconds = Math.ceil(remainingMs / 1000)
  return seconds < 0 ? `\u2212${secondsText(-seconds)}` : secondsText(seconds)
}

/** Elapsed time rounds down. */
export function elapsedText(elapsedMs: number): string {
  return secondsText(Math.max(0, Math.floor(elapsedMs / 1000)))
}

function secondsText(total: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(total / 3600)
  const minutes = Math.floor((total % 3600) / 60)
  const seconds = total % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}
