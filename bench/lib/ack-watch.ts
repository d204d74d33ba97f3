import type { Page } from 'playwright-core'

/** One key that takes the topmost alarm, and when the glass showed that it was taken. */
export interface Acknowledgement {
  readonly id: string
  /** From the key in the browser to the end of the frame in which the row is taken; absent: not within the watch. */
  readonly rowMs?: number
}

/**
 * Watches the rows of alarms in the page: at each `A` the topmost open row that nobody has asked for in the last
 * seconds is the one meant, as the panel itself has it.
 */
export async function watchAcknowledgements(page: Page): Promise<void> {
  await page.evaluate(() => {
    interface Waiting {
      id: string
      fromMs: number
      rowMs?: number
    }
    const ASKED_FOR_MS = 5_000
    const all: Waiting[] = []
    Object.assign(globalThis, { acknowledgements: all })
    const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-testid=alarm-row]')]
    const isOpen = (row: HTMLElement): boolean =>
      row.dataset.state === 'unacknowledged' || row.dataset.state === 'returned'
    addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'a') return
        // The stamp of the key is when the browser had it: what the page was busy with meanwhile counts.
        const fromMs = event.timeStamp
        const asked = new Set(all.filter((one) => fromMs - one.fromMs < ASKED_FOR_MS).map(({ id }) => id))
        const meant = rows().find((row) => isOpen(row) && !asked.has(row.dataset.id ?? ''))
        if (meant !== undefined) all.push({ id: meant.dataset.id ?? '', fromMs })
      },
      { capture: true },
    )
    const look = (): void => {
      const open = new Set(rows().flatMap((row) => (isOpen(row) ? [row.dataset.id] : [])))
      const taken = all.filter((one) => one.rowMs === undefined && !open.has(one.id))
      if (taken.length > 0) {
        // A task after the frame's own: by then it has been painted.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          for (const one of taken) one.rowMs ??= performance.now() - one.fromMs
          port1.close()
        }
        port2.postMessage(undefined)
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

export function acknowledgementsOf(page: Page): Promise<readonly Acknowledgement[]> {
  return page.evaluate(
    () => (globalThis as unknown as { acknowledgements: readonly Acknowledgement[] }).acknowledgements,
  )
}
