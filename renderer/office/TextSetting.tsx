import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { registerFlush } from '../ui/flush';

interface Props {
  id: string;
  value: string;
  disabled: boolean;
  onValue: (value: string) => Promise<void>;
}

/** A line of text that is kept when one leaves it, presses Enter or closes the window. */
export function TextSetting({ id, value, disabled, onValue }: Props) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const keep = async () => {
    const text = typed.trim().normalize('NFC');
    if (text !== value) await onValue(text);
  };
  const latest = useRef(keep);
  latest.current = keep;
  useEffect(
    () =>
      registerFlush(async () => {
        await latest.current();
        return true;
      }),
    [],
  );
  return (
    <TextInput
      id={id}
      value={typed}
      disabled={disabled}
      maxLength={200}
      spellCheck={false}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) void keep();
      }}
    />
  );
}
