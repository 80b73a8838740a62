import type { Sandbox } from '@/lib/api/types';
import { formatBytes } from '@/lib/format';
import styles from './Meters.module.css';

const MIB = 1024 * 1024;

export function Meters({ sandbox }: { sandbox: Sandbox | undefined }) {
  if (sandbox?.state !== 'running' || !sandbox.usage) return null;
  const { usage, policy } = sandbox;
  return (
    <div className={styles.meters}>
      <Meter
        label="CPU"
        text={`CPU ${usage.cpus.toFixed(2)}`}
        title={`${usage.cpus.toFixed(2)} of ${policy.cpus} CPU`}
        part={usage.cpus / policy.cpus}
      />
      <Meter
        label="Memory"
        text={`${Math.round(usage.memoryBytes / MIB)} / ${formatBytes(policy.memoryBytes)}`}
        title={`${formatBytes(usage.memoryBytes)} of ${formatBytes(policy.memoryBytes)} memory`}
        part={usage.memoryBytes / policy.memoryBytes}
      />
    </div>
  );
}

interface MeterProps {
  label: string;
  text: string;
  title: string;
  part: number;
}

function Meter({ label, text, title, part }: MeterProps) {
  const percent = Math.max(0, Math.min(100, part * 100));
  return (
    <span
      className={styles.meter}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
      aria-valuetext={title}
      title={title}
    >
      {text}
      <span className={styles.bar}>
        <i style={{ width: `${percent}%` }} {...(percent > 85 && { className: styles.high })} />
      </span>
    </span>
  );
}
