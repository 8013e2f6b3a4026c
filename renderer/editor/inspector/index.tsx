import './inspector.css';
import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../desk';
import { Fields } from './Fields';
import { Publish } from './Publish';
import { Revisions } from './Revisions';
import { Stand } from './Stand';

/** The right pane: what stands beside the text, and what it was before. */
export default function Inspector() {
  const { t } = useTranslation();
  const state = useDesk();
  if (state.kind !== 'open') return <p className="inspector-none">{t('editor:inspector.none')}</p>;
  return (
    <>
      <Tabs defaultValue="fields" className="inspector" keepMounted={false}>
        <Tabs.List grow>
          <Tabs.Tab value="fields">{t('editor:tab.fields')}</Tabs.Tab>
          <Tabs.Tab value="history">{t('editor:tab.history')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="fields" className="inspector-panel">
          <Stand open={state} />
          <Fields open={state} />
        </Tabs.Panel>
        <Tabs.Panel value="history" className="inspector-panel">
          <Revisions open={state} />
        </Tabs.Panel>
      </Tabs>
      <Publish article={state.article} />
    </>
  );
}
