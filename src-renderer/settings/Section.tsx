import { useId, type ReactNode } from 'react'

/** One group of settings. */
export function Section(props: {
  readonly title: string
  readonly detail?: string
  readonly children: ReactNode
}): ReactNode {
  const id = useId()
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id} className="section-title">
        {props.title}
      </h2>
      {props.detail && <p className="soft">{props.detail}</p>}
      {props.children}
    </section>
  )
}
