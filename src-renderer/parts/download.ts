const keptForMs = 60_000

/** Saves it as a file of the browser's or the app's download folder. */
export function download(fileName: string, contents: Blob): void {
  const url = URL.createObjectURL(contents)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The download reads the URL some time after the click, and nothing says when.
  setTimeout(() => URL.revokeObjectURL(url), keptForMs)
}
