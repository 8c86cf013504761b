/** An event whose default can be prevented, with whatever else it carries. */
export function preventable<Detail extends object>(
  detail?: Detail,
): { readonly event: Detail & { preventDefault: () => void }; readonly isPrevented: () => boolean } {
  let isPrevented = false
  const event = Object.assign({ ...detail } as Detail, {
    preventDefault: () => {
      isPrevented = true
    },
  })
  return { event, isPrevented: () => isPrevented }
}
