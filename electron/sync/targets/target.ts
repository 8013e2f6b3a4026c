import type { Receipt } from '../../../shared/domain/outbox';
import type { Target, TargetCheck, TargetConfig, TargetKind } from '../../../shared/domain/target';
import type { WholeArticle } from '../../store/contract';
import type { Edges } from '../edges';

/** One order as a target gets it. */
export interface Order<C extends TargetConfig = TargetConfig> {
  readonly target: Target & { readonly config: C };
  readonly articleId: string;
  /** The approved version; null only for a take-down of an article that is no longer there. */
  readonly whole: WholeArticle | null;
  /** What the target is known to have of this article. */
  readonly receipt: Receipt | null;
}

export interface Contact extends Edges {
  /** Plain text; null: none is kept. */
  readonly secret: string | null;
  /** Whether the secret can be kept over a restart. */
  readonly secretStays: boolean;
  /** Fires when the program closes: the adapter gives up at once and leaves everything repeatable. */
  readonly signal: AbortSignal;
}

/** What a kind of target can do; the interface offers nothing else. */
export interface Capabilities {
  readonly takeDown: boolean;
  readonly schedule: boolean;
  /** Needs the line; a folder does not and says nothing about it. */
  readonly remote: boolean;
  readonly secret: boolean;
}

/**
 * A place that articles go to. Every call may be repeated after any interruption and then ends as if it had been made
 * once. Faults are thrown as AppError; what they mean for the order is in ../fault.ts.
 */
export interface TargetAdapter<C extends TargetConfig = TargetConfig> {
  readonly kind: TargetKind;
  readonly capabilities: Capabilities;
  /** Brings the approved version to the target; the receipt says that it stands there complete. */
  publish(order: Order<C>, contact: Contact): Promise<Receipt>;
  takeDown(order: Order<C>, contact: Contact): Promise<Receipt>;
  /** Tries the connection step by step and stops at the first that fails. Changes nothing at the target. */
  test(target: Target & { readonly config: C }, contact: Contact): Promise<TargetCheck[]>;
}
