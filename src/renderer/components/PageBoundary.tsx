import { Component, type ReactNode } from 'react'
import { words } from '../words/words.ts'
import { ErrorState } from './ListStates.tsx'

type Props = {
  readonly children: ReactNode
  /** Another place on screen is another try. */
  readonly place: string
}

/** A page that broke says so and offers a way out; the rail beside it goes on. */
export class PageBoundary extends Component<Props, { readonly error: unknown }> {
  override state = { error: null as unknown }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidUpdate(before: Props) {
    if (before.place !== this.props.place && this.state.error !== null) this.setState({ error: null })
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <ErrorState
        title={words.common.errors.pageBroke}
        error={this.state.error}
        onRetry={() => window.location.reload()}
      />
    )
  }
}
