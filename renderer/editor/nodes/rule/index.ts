import { DecoratorNode, type LexicalNode } from 'lexical';
import type { Rule } from '../../../../shared/body/schema';

/** A line across the sheet between two parts of an article. */
export class RuleNode extends DecoratorNode<null> {
  override $config() {
    return this.config('rule', { extends: DecoratorNode });
  }
  override createDOM(): HTMLElement {
    const place = document.createElement('div');
    place.className = 'rule';
    place.append(document.createElement('hr'));
    return place;
  }
  override updateDOM(): boolean {
    return false;
  }
  override isInline(): false {
    return false;
  }
  override decorate(): null {
    return null;
  }
  override getTextContent(): string {
    return '\n';
  }
}

export const $newRule = (): RuleNode => new RuleNode();
export const $isRuleNode = (node: LexicalNode | null | undefined): node is RuleNode => node instanceof RuleNode;
export const $toRule = (id: string): Rule => ({ id, kind: 'rule' });
