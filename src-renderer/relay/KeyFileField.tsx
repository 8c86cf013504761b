import { useId, type ReactNode } from 'react'

/** A private key from a file. It is read here and goes nowhere until the set-up is begun. */
export function KeyFileField(props: {
  readonly label: string
  readonly onRead: (privateKey: string) => void
}): ReactNode {
  const id = useId()
  const read = async (file: File | undefined): Promise<void> => {
    props.onRead(file === undefined ? '' : await file.text())
  }
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <input id={id} type="file" onChange={(event) => void read(event.target.files?.[0])} />
    </div>
  )
}
