import { lazy, Suspense } from 'react';
import type { Article } from '../../../shared/domain/article';
import { closePublish, usePublishAsked } from '../commands';

const PublishDialog = lazy(() => import('../../sync/PublishDialog'));

/** Sends the article on the desk to targets: the sync room's own dialog. */
export function Publish({ article }: { readonly article: Article }) {
  const asked = usePublishAsked();
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      <PublishDialog articleIds={[article.id]} onClose={closePublish} />
    </Suspense>
  );
}
