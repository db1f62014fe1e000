// Stands in for libsrtp 3, a beta that only mediasoup's authors publish: its calls, by Debian's libsrtp 2. Version 3
// differs in taking an input and an output buffer, in sizes being size_t, and in policies being opaque objects.
#pragma once
#include <srtp2/srtp.h>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

namespace srtp3
{
// Names that libsrtp 2 lacks, with numbers that it doesn't use.
inline constexpr auto bufferSmall = static_cast<srtp_err_status_t>(30);
inline constexpr auto cryptexError = static_cast<srtp_err_status_t>(31);

// libsrtp 2 works in place and trusts that what it appends will fit.
template<typename Function>
inline srtp_err_status_t inPlace(
  Function function,
  srtp_t context,
  size_t growth,
  const uint8_t* input,
  size_t inputLength,
  uint8_t* output,
  size_t* outputLength)
{
	constexpr size_t LongestPacket{ 65536 };

	if (inputLength > LongestPacket || *outputLength < inputLength + growth)
	{
		return bufferSmall;
	}

	if (input != output)
	{
		std::memcpy(output, input, inputLength);
	}

	int length   = static_cast<int>(inputLength);
	const auto status = function(context, output, &length);

	if (status == srtp_err_status_ok)
	{
		*outputLength = static_cast<size_t>(length);
	}

	return status;
}

inline srtp_err_status_t protect(
  srtp_t context, const uint8_t* input, size_t inputLength, uint8_t* output, size_t* outputLength, size_t /*mkiIndex*/)
{
	return inPlace(srtp_protect, context, SRTP_MAX_TRAILER_LEN, input, inputLength, output, outputLength);
}

inline srtp_err_status_t unprotect(
  srtp_t context, const uint8_t* input, size_t inputLength, uint8_t* output, size_t* outputLength)
{
	return inPlace(srtp_unprotect, context, 0, input, inputLength, output, outputLength);
}

inline srtp_err_status_t protectRtcp(
  srtp_t context, const uint8_t* input, size_t inputLength, uint8_t* output, size_t* outputLength, size_t /*mkiIndex*/)
{
	// RTCP carries its index in 4 bytes more.
	return inPlace(srtp_protect_rtcp, context, SRTP_MAX_TRAILER_LEN + 4, input, inputLength, output, outputLength);
}

inline srtp_err_status_t unprotectRtcp(
  srtp_t context, const uint8_t* input, size_t inputLength, uint8_t* output, size_t* outputLength)
{
	return inPlace(srtp_unprotect_rtcp, context, 0, input, inputLength, output, outputLength);
}

struct Policy
{
	srtp_policy_t policy{};
	unsigned char key[SRTP_MAX_KEY_LEN]{};
};
using PolicyPointer = Policy*;

inline srtp_err_status_t createPolicy(Policy** policy)
{
	*policy = new (std::nothrow) Policy();

	return *policy ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

inline void destroyPolicy(Policy* policy)
{
	if (!policy)
	{
		return;
	}

	// (volatile: or the compiler leaves out what nobody reads afterwards.)
	for (volatile unsigned char& byte : policy->key)
	{
		byte = 0;
	}

	delete policy;
}

inline srtp_err_status_t setSsrc(Policy* policy, srtp_ssrc_t ssrc)
{
	policy->policy.ssrc = ssrc;

	return srtp_err_status_ok;
}

inline srtp_err_status_t setProfile(Policy* policy, srtp_profile_t profile)
{
	const auto status = srtp_crypto_policy_set_from_profile_for_rtp(&policy->policy.rtp, profile);

	// The profile whose RTP tag has 32 bits has 80 for RTCP, hence the two calls.
	return status == srtp_err_status_ok
	         ? srtp_crypto_policy_set_from_profile_for_rtcp(&policy->policy.rtcp, profile)
	         : status;
}

inline srtp_err_status_t addKey(
  Policy* policy,
  const uint8_t* key,
  size_t keyLength,
  const uint8_t* salt,
  size_t saltLength,
  const uint8_t* /*mki*/,
  size_t mkiLength)
{
	if (mkiLength != 0 || policy->policy.key || keyLength + saltLength > sizeof(policy->key))
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(policy->key, key, keyLength);
	std::memcpy(policy->key + keyLength, salt, saltLength);
	policy->policy.key = policy->key;

	return srtp_err_status_ok;
}

inline srtp_err_status_t setAllowRepeat(Policy* policy, bool allow)
{
	policy->policy.allow_repeat_tx = allow ? 1 : 0;

	return srtp_err_status_ok;
}

inline srtp_err_status_t setWindowSize(Policy* policy, size_t size)
{
	policy->policy.window_size = static_cast<unsigned long>(size);

	return srtp_err_status_ok;
}

inline srtp_err_status_t create(srtp_t* session, const Policy* policy)
{
	return srtp_create(session, &policy->policy);
}

inline srtp_err_status_t removeStream(srtp_t context, uint32_t ssrc)
{
	return srtp_remove_stream(context, ssrc);
}
} // namespace srtp3

#define srtp_err_status_buffer_small srtp3::bufferSmall
#define srtp_err_status_cryptex_err srtp3::cryptexError
#define srtp_protect srtp3::protect
#define srtp_unprotect srtp3::unprotect
#define srtp_protect_rtcp srtp3::protectRtcp
#define srtp_unprotect_rtcp srtp3::unprotectRtcp
#define srtp_stream_remove srtp3::removeStream
#define srtp_policy_create srtp3::createPolicy
#define srtp_policy_destroy srtp3::destroyPolicy
#define srtp_policy_set_ssrc srtp3::setSsrc
#define srtp_policy_set_profile srtp3::setProfile
#define srtp_policy_add_key srtp3::addKey
#define srtp_policy_set_allow_repeat_tx srtp3::setAllowRepeat
#define srtp_policy_set_window_size srtp3::setWindowSize
#define srtp_create srtp3::create
#define srtp_policy_t srtp3::PolicyPointer
