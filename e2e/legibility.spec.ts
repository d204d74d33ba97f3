import { writeFileSync } from 'node:fs'
import { DISPLAYS } from './fixtures/legibility-layout.ts'
import { expect, test } from './fixtures/legibility-test.ts'
import { readScenes } from './fixtures/read-scenes.ts'

/** The denser of the two: 89 posts, long names, an event. */
test.use({ scenario: 'harbin-games' })
test.setTimeout(240_000)

for (const display of DISPLAYS) {
  const { id, widthPx, heightPx } = display
  test(`every text of every scene on ${id} (${widthPx}x${heightPx}) can be read in both languages`, async ({
    page,
    wall,
  }, testInfo) => {
    const found = await readScenes(page, wall, display)
    const warnings = [...found.warnings].map(([warning, count]) => `${count}x ${warning}`)
    console.log(`  ${id}: ${warnings.length} warnings, each in the folder of results`)
    writeFileSync(testInfo.outputPath('warnings.txt'), warnings.join('\n'))
    expect(new Set(found.shapes.values()).size, 'each state has a shape of its own').toBe(found.shapes.size)
    expect(found.faults).toEqual([])
  })
}
