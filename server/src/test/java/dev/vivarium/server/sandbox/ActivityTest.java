package dev.vivarium.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ActivityTest {

    private final Activity activity = new Activity(Duration.ofMinutes(10));

    @Test
    void aScriptsSocketKeepsAwakeUntilItCloses() {
        var socket = activity.attend(false);
        assertThat(activity.idleSince()).isEmpty();

        socket.close();
        assertThat(activity.idleSince()).isPresent();
    }

    @Test
    void aPageKeepsAwakeOnlyWhileItIsVisible() {
        var page = activity.attend(true);
        page.report(true, true);
        assertThat(activity.idleSince()).isEmpty();

        page.report(false, false);
        assertThat(activity.idleSince()).isPresent();
    }

    @Test
    void aPageThatNobodyUsedOfLateDoesNot() {
        var shortLived = new Activity(Duration.ZERO);
        var page = shortLived.attend(true);
        page.report(true, true);

        assertThat(shortLived.idleSince()).isPresent();
    }

    @Test
    void aPageSpeaksThroughOneSocketForAll() {
        activity.attend(true).report(false, false);
        activity.attend(true);
        assertThat(activity.idleSince()).isPresent();

        activity.attend(false);
        assertThat(activity.idleSince()).isEmpty();
    }

    @Test
    void aRunKeepsAwakeUntilItEnds() {
        var end = activity.begin();
        assertThat(activity.idleSince()).isEmpty();

        end.run();
        assertThat(activity.idleSince()).isPresent();
    }
}
