import { Component, type ReactNode } from 'react';
import { say } from './words';

/** Keeps a fault of one room to that room: the editor and what is typed in it stand. */
export class Faults extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }
  override componentDidCatch(error: unknown): void {
    console.warn(error);
  }
  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="room-fault" role="alert">
        <h2>{say('error:internal.title')}</h2>
        <p>{say('error:internal.body')}</p>
        <button type="button" className="button primary" onClick={() => this.setState({ failed: false })}>
          {say('app:retry')}
        </button>
      </div>
    );
  }
}
