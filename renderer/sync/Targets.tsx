import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconDots,
  IconFolder,
  IconPencil,
  IconPlugConnected,
  IconPlus,
  IconTrash,
  IconWorld,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Target } from '../../shared/domain/target';
import { EmptyPlace } from '../ui/room/states';
import classes from './Targets.module.css';

interface Props {
  targets: readonly Target[] | undefined;
  onEdit: (target: Target | null) => void;
  onTest: (target: Target) => void;
  onRemove: (target: Target) => void;
}

/** The places that articles are sent to. */
export function Targets({ targets, onEdit, onTest, onRemove }: Props) {
  const { t } = useTranslation('sync');
  return (
    <aside className={classes.targets} aria-labelledby="targets-title">
      <div className={classes.head}>
        <h2 id="targets-title">{t('targets')}</h2>
        {targets !== undefined && targets.length > 0 ? (
          <Button variant="default" leftSection={<IconPlus size={17} />} onClick={() => onEdit(null)}>
            {t('targets.add')}
          </Button>
        ) : null}
      </div>
      {targets !== undefined && targets.length === 0 ? (
        <EmptyPlace icon={IconPlugConnected} title={t('targets.none.title')} text={t('targets.none.text')}>
          <Button leftSection={<IconPlus size={17} />} onClick={() => onEdit(null)}>
            {t('targets.add')}
          </Button>
        </EmptyPlace>
      ) : null}
      <ul>
        {(targets ?? []).map((target) => {
          const { config } = target;
          const missing = config.kind === 'wordpress' && !target.hasSecret;
          return (
            <li key={target.id} className={classes.card}>
              <div className={classes.name}>
                {config.kind === 'folder' ? (
                  <IconFolder size={18} aria-hidden="true" />
                ) : (
                  <IconWorld size={18} aria-hidden="true" />
                )}
                <strong>{target.name}</strong>
                <Menu position="bottom-end">
                  <Menu.Target>
                    <ActionIcon variant="subtle" color="gray" aria-label={t('targets.more', { name: target.name })}>
                      <IconDots size={18} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item leftSection={<IconPencil size={17} />} onClick={() => onEdit(target)}>
                      {t('targets.edit')}
                    </Menu.Item>
                    <Menu.Item leftSection={<IconTrash size={17} />} onClick={() => onRemove(target)}>
                      {t('targets.remove')}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </div>
              <p className={classes.where}>{config.kind === 'folder' ? config.path : config.url}</p>
              {config.kind === 'wordpress' ? (
                <p className={classes.where}>
                  {t('targets.as', { user: config.user })} · {t(`final.${config.finalStatus}`)}
                </p>
              ) : null}
              {missing ? <p className={classes.missing}>{t('targets.noSecret')}</p> : null}
              <div className={classes.doing}>
                <Button variant="default" size="compact-md" onClick={() => onTest(target)}>
                  {t('targets.test')}
                </Button>
                {missing ? (
                  <Button size="compact-md" onClick={() => onEdit(target)}>
                    {t('targets.secret')}
                  </Button>
                ) : null}
              </div>
            </li>
          );
        })}
      </ul>
    </aside>
  );
}
