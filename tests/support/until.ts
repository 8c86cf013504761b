/** Resolves once `find` finds something; looks again after everything that is under way has had its turn. */
export async function until<T>(
  find: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  withinMs = 5_000,
): Promise<T> {
  const lateMs = Date.now() + withinMs
  for (;;) {
    const found = await find()
    if (found !== null && found !== undefined && found !== false) return found
    if (Date.now() > lateMs) throw new Error(`Not within ${withinMs} ms: ${find.toString()}`)
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
  }
}
