import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call } from '../../ui/api';
import { notifyError } from '../../ui/notify';
import { desk } from '../desk';

interface Props {
  readonly featured: string | null;
  readonly disabled: boolean;
}

/** The picture that stands for the article in lists and on the portal. */
export function Featured({ featured, disabled }: Props) {
  const { t } = useTranslation();
  const pick = async () => {
    try {
      const picture = (await call('media.pick', {}))[0];
      if (picture) desk.setFields({ featured: picture.sha256 }, true);
    } catch (error) {
      notifyError(error, () => void pick());
    }
  };
  const first = desk.firstPicture();
  return (
    <div className="featured">
      <span className="label">{t('editor:field.featured')}</span>
      {featured && <img src={`media://${featured}`} alt={t('editor:field.featured')} />}
      <div className="featured-acts">
        <Button variant="default" disabled={disabled} onClick={() => void pick()}>
          {t(featured ? 'editor:featured.other' : 'editor:featured.pick')}
        </Button>
        {featured === null && first !== null && (
          <Button variant="subtle" disabled={disabled} onClick={() => desk.setFields({ featured: first }, true)}>
            {t('editor:featured.first')}
          </Button>
        )}
        {featured && (
          <Button variant="subtle" disabled={disabled} onClick={() => desk.setFields({ featured: null }, true)}>
            {t('editor:featured.none')}
          </Button>
        )}
      </div>
    </div>
  );
}
