import { CloudCheck, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Banner } from './Banner.tsx';

export interface OfflineBannerProps {
  online: boolean;
  /** What still works and when it is sent. */
  offlineWords: string;
  /** "Everything is sent." */
  sentWords: string;
}

/** Stays until the link is back, then says for four seconds that everything is sent. */
export function OfflineBanner({ online, offlineWords, sentWords }: OfflineBannerProps) {
  const [seen, setSeen] = useState<'never-off' | 'off' | 'back'>(online ? 'never-off' : 'off');
  if (!online && seen !== 'off') setSeen('off');
  if (online && seen === 'off') setSeen('back');
  useEffect(() => {
    if (seen !== 'back') return;
    const timer = setTimeout(() => setSeen('never-off'), 4000);
    return () => clearTimeout(timer);
  }, [seen]);
  if (seen === 'off')
    return (
      <Banner state="trouble" icon={WifiOff}>
        {offlineWords}
      </Banner>
    );
  if (seen === 'back')
    return (
      <Banner state="good" icon={CloudCheck}>
        {sentWords}
      </Banner>
    );
  return null;
}
