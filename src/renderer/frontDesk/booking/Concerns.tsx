import styles from './booking.module.css'

/** What is out of the ordinary, beside its field; it is read aloud when it comes. */
export function Concerns(props: { readonly sentences: readonly string[] }) {
  return (
    <div role="status" className={styles['concerns']}>
      {props.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  )
}
