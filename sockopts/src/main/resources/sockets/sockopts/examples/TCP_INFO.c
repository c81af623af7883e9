struct tcp_info info;
socklen_t length = sizeof info;
if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) == 0)
    printf("state %u, rtt %u us, cwnd %u, retransmissions %u\n", info.tcpi_state,
           info.tcpi_rtt, info.tcpi_snd_cwnd, info.tcpi_total_retrans);
