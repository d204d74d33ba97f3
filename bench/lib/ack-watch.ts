import type { PlainPage } from './plain-page.ts'

/** One key that takes the topmost alarm, and when the glass showed what became of it. */
export interface Acknowledgement {
  readonly id: string
  /** From the key in the browser to the end of the frame in which the row says that it is being taken, or is taken. */
  readonly markMs?: number
  /** From the key in the browser to the end of the frame in which the row is taken; absent: not within the watch. */
  readonly rowMs?: number
}

/**
 * Watches the rows of alarms in the page: at each `A` the topmost open row that does not say that it is being taken
 * is the one meant, as the panel itself has it.
 */
export async function watchAcknowledgements(page: PlainPage): Promise<void> {
  await page.evaluate(() => {
    interface Waiting {
      id: string
      fromMs: number
      markMs?: number
      rowMs?: number
    }
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
        const waiting = new Set(all.filter(({ markMs }) => markMs === undefined).map(({ id }) => id))
        const meant = rows().find(
          (row) => isOpen(row) && row.dataset.asked !== 'true' && !waiting.has(row.dataset.id ?? ''),
        )
        if (meant !== undefined) all.push({ id: meant.dataset.id ?? '', fromMs })
      },
      { capture: true },
    )
    /** A task after the frame's own: by then it has been painted. */
    const afterPaint = (then: (nowMs: number) => void): void => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        then(performance.now())
        port1.close()
      }
      port2.postMessage(undefined)
    }
    const idsOf = (those: readonly HTMLElement[]): Set<string | undefined> =>
      new Set(those.map((row) => row.dataset.id))
    const look = (): void => {
      const open = rows().filter(isOpen)
      const openIds = idsOf(open)
      const unmarkedIds = idsOf(open.filter((row) => row.dataset.asked !== 'true'))
      const marked = all.filter((one) => one.markMs === undefined && !unmarkedIds.has(one.id))
      const taken = all.filter((one) => one.rowMs === undefined && !openIds.has(one.id))
      if (marked.length + taken.length > 0) {
        afterPaint((nowMs) => {
          for (const one of marked) one.markMs ??= nowMs - one.fromMs
          for (const one of taken) one.rowMs ??= nowMs - one.fromMs
        })
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

export function acknowledgementsOf(page: PlainPage): Promise<readonly Acknowledgement[]> {
  return page.evaluate(
    () => (globalThis as unknown as { acknowledgements: readonly Acknowledgement[] }).acknowledgements,
  )
}
